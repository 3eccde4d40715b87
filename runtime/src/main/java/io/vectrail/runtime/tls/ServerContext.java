package io.vectrail.runtime.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context whose engines are a server's and speak nothing but what is allowed here, whoever makes one: TLS 1.3 and 1.2, ciphers with
 * forward secrecy and authenticated encryption, and HTTP/1.1.
 */
final class ServerContext extends SSLContext {

    private static final int SESSION_SECONDS = 3600;

    ServerContext(SSLContext all, TlsSettings.ClientCertificate clients) {
        super(new Allowed(all, clients), all.getProvider(), all.getProtocol());
        all.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
    }

    private static final class Allowed extends SSLContextSpi {

        private final SSLContext all;
        private final TlsSettings.ClientCertificate clients;

        private Allowed(SSLContext all, TlsSettings.ClientCertificate clients) {
            this.all = all;
            this.clients = clients;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return server(all.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return server(all.createSSLEngine(host, port));
        }

        private SSLEngine server(SSLEngine engine) {
            engine.setUseClientMode(false);
            engine.setSSLParameters(engineGetDefaultSSLParameters());
            return engine;
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            SSLParameters parameters = all.getDefaultSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                    .filter(Allowed::good)
                    .toArray(String[]::new));
            parameters.setUseCipherSuitesOrder(true);
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            switch (clients) {
                case NONE -> {}
                case OPTIONAL -> parameters.setWantClientAuth(true);
                case REQUIRED -> parameters.setNeedClientAuth(true);
            }
            return parameters;
        }

        /** Those of TLS 1.3, and of TLS 1.2 those that agree on a key for each connection and cannot be tampered with. */
        private static boolean good(String suite) {
            boolean fresh = !suite.contains("_WITH_") || suite.startsWith("TLS_ECDHE_");
            return fresh && (suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_"));
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return engineGetDefaultSSLParameters();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return all.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return all.getClientSessionContext();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("it is made whole");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException("it is a server's, and makes engines alone");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("it is a server's, and makes engines alone");
        }
    }
}
