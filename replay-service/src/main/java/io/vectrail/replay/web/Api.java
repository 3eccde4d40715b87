package io.vectrail.replay.web;

import static io.vectrail.replay.web.Access.anyRole;
import static io.vectrail.replay.web.Access.anyone;
import static io.vectrail.replay.web.Access.oneOf;
import static io.vectrail.replay.web.Route.Cost.CHECK;
import static io.vectrail.replay.web.Route.Cost.DOWNLOAD;
import static io.vectrail.replay.web.Route.Cost.NONE;
import static io.vectrail.replay.web.Route.Cost.PUBLISH;
import static io.vectrail.replay.web.Route.Cost.QUERY;
import static io.vectrail.replay.web.Route.Cost.SEAL;
import static io.vectrail.replay.web.Route.Cost.SIGN_IN;

import io.vectrail.event.Side;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.SessionCookie;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.search.Chains;
import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.Exchanges;
import io.vectrail.replay.search.Impact;
import io.vectrail.replay.search.Sessions;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.sealing.Sealer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every route that there is, with who may use it. */
final class Api {

    private static final Access METADATA = oneOf(Role.AUDITOR, Role.VIEWER);
    private static final Access EVIDENCE = oneOf(Role.AUDITOR);
    private static final Access POLICY = oneOf(Role.POLICY_ADMIN);
    private static final Access DOCUMENT = oneOf(Role.POLICY_ADMIN, Role.AUDITOR);

    private Api() {}

    static Routes routes(
            Exchanges exchanges,
            ExchangeLookup lookup,
            Sessions sessions,
            Chains chains,
            Authentication authentication,
            SessionCookie cookies,
            AdminEndpoints admin,
            @Nullable LocalIssuer issuer,
            @Nullable Sealer sealer,
            @Nullable GatewayDocuments documents,
            Impact impact) {
        List<Route> table = new ArrayList<>();
        access(table, new SignInResource(authentication, cookies));
        exchanges(table, exchanges, lookup);
        sessions(table, new SessionsResource(sessions), new SessionResource(sessions, exchanges));
        chains(table, new ChainsResource(chains));
        credentials(table, new SealedCredentialsResource(sealer));
        config(table, new ConfigResource(documents), new ImpactResource(impact, Clock.systemUTC()));
        open(table, new AdminResource(admin), issuer);
        return new Routes(table);
    }

    private static void access(List<Route> table, SignInResource signIn) {
        table.add(Route.of("POST", "/api/v1/session", anyone(), SIGN_IN, signIn::signIn));
        table.add(Route.of("DELETE", "/api/v1/session", anyone(), NONE, signIn::signOut));
        table.add(Route.of("GET", "/api/v1/me", anyRole(), NONE, new MeResource()));
    }

    private static void exchanges(List<Route> table, Exchanges exchanges, ExchangeLookup lookup) {
        String one = "/api/v1/exchanges/{id}";
        table.add(Route.of("GET", "/api/v1/exchanges", METADATA, QUERY, new ExchangesResource(exchanges)));
        table.add(Route.of("GET", one, METADATA, QUERY, new ExchangeResource(lookup)));
        table.add(Route.of("GET", one + "/request", EVIDENCE, DOWNLOAD, new BodyResource(lookup, Side.REQUEST)));
        table.add(Route.of("GET", one + "/response", EVIDENCE, DOWNLOAD, new BodyResource(lookup, Side.RESPONSE)));
        table.add(Route.of("GET", one + "/vectors/{index}", EVIDENCE, QUERY, new VectorResource(lookup)));
    }

    private static void sessions(List<Route> table, SessionsResource list, SessionResource one) {
        table.add(Route.of("GET", "/api/v1/sessions", METADATA, QUERY, list));
        table.add(Route.of("GET", "/api/v1/sessions/{id}", METADATA, QUERY, one::one));
        table.add(Route.of("GET", "/api/v1/sessions/{id}/exchanges", METADATA, QUERY, one::exchanges));
    }

    private static void chains(List<Route> table, ChainsResource chains) {
        table.add(Route.of("GET", "/api/v1/chains", METADATA, QUERY, chains::list));
        table.add(Route.of("GET", "/api/v1/chains/{id}/findings", METADATA, QUERY, chains::findings));
    }

    private static void credentials(List<Route> table, SealedCredentialsResource sealed) {
        table.add(Route.of("POST", "/api/v1/sealed-credentials", POLICY, SEAL, sealed));
    }

    private static void config(List<Route> table, ConfigResource config, ImpactResource impact) {
        table.add(Route.of("GET", "/api/v1/config", DOCUMENT, QUERY, config::show));
        table.add(Route.of("PUT", "/api/v1/config", POLICY, PUBLISH, config::publish));
        table.add(Route.of("POST", "/api/v1/config/check", DOCUMENT, CHECK, config::check));
        table.add(Route.of("GET", "/api/v1/config/impact", DOCUMENT, QUERY, impact));
        table.add(Route.of("GET", "/api/v1/config/history", DOCUMENT, NONE, config::history));
        table.add(Route.of("GET", "/api/v1/config/history/{revision}", DOCUMENT, QUERY, config::revision));
    }

    private static void open(List<Route> table, AdminResource admin, @Nullable LocalIssuer issuer) {
        table.add(Route.of("GET", "/health/live", anyone(), NONE, admin));
        table.add(Route.of("GET", "/health/ready", anyone(), NONE, admin));
        table.add(Route.of("GET", "/metrics", anyone(), NONE, admin));
        table.add(Route.of("GET", "/openapi.yaml", anyone(), NONE, new OpenApiResource()));
        table.add(Route.of("GET", "/gateway-document.schema.json", anyone(), NONE, new SchemaResource()));
        if (issuer != null) {
            IssuerResource keys = new IssuerResource(issuer.issuer(), issuer.jwks());
            table.add(Route.of("GET", "/issuer/jwks", anyone(), NONE, keys::keys));
            table.add(Route.of("GET", "/issuer/.well-known/openid-configuration", anyone(), NONE, keys::configuration));
        }
        table.add(Route.of("GET", RoutePattern.REST, anyone(), NONE, new ConsoleResource()));
    }
}
