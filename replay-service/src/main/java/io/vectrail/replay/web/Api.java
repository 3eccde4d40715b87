package io.vectrail.replay.web;

import static io.vectrail.event.AccessAction.EXPORT;
import static io.vectrail.event.AccessAction.LOGIN;
import static io.vectrail.event.AccessAction.SEARCH;
import static io.vectrail.event.AccessAction.VIEW;
import static io.vectrail.replay.web.Access.anyRole;
import static io.vectrail.replay.web.Access.anyone;
import static io.vectrail.replay.web.Access.oneOf;
import static io.vectrail.replay.web.Access.oneOfForEverything;
import static io.vectrail.replay.web.Audited.decided;
import static io.vectrail.replay.web.Audited.done;
import static io.vectrail.replay.web.Audited.entered;
import static io.vectrail.replay.web.Audited.followed;
import static io.vectrail.replay.web.Audited.no;
import static io.vectrail.replay.web.Audited.opened;
import static io.vectrail.replay.web.Audited.polled;
import static io.vectrail.replay.web.Audited.published;
import static io.vectrail.replay.web.Audited.seen;
import static io.vectrail.replay.web.Audited.texts;
import static io.vectrail.replay.web.Route.Cost.CHANGE;
import static io.vectrail.replay.web.Route.Cost.CHECK;
import static io.vectrail.replay.web.Route.Cost.COMPARISON;
import static io.vectrail.replay.web.Route.Cost.DECISION;
import static io.vectrail.replay.web.Route.Cost.DESK;
import static io.vectrail.replay.web.Route.Cost.DOWNLOAD;
import static io.vectrail.replay.web.Route.Cost.NONE;
import static io.vectrail.replay.web.Route.Cost.PROVIDER;
import static io.vectrail.replay.web.Route.Cost.PUBLISH;
import static io.vectrail.replay.web.Route.Cost.QUERY;
import static io.vectrail.replay.web.Route.Cost.REPLAY;
import static io.vectrail.replay.web.Route.Cost.SEAL;
import static io.vectrail.replay.web.Route.Cost.SIGN_IN;
import static io.vectrail.replay.web.Route.Cost.STREAM;

import io.vectrail.event.AccessAction;
import io.vectrail.event.Side;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.access.grant.AssertionGrant;
import io.vectrail.replay.access.local.LocalIssuer;
import io.vectrail.replay.access.local.LocalProvider;
import io.vectrail.replay.access.login.Entrance;
import io.vectrail.replay.access.login.Login;
import io.vectrail.replay.access.login.OpenIdLogin;
import io.vectrail.replay.access.login.SamlLogin;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.export.Exports;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.reissue.Reissues;
import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.Records;
import io.vectrail.runtime.admin.AdminEndpoints;
import io.vectrail.runtime.sealing.Sealer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every route that there is, with who may use it. */
final class Api {

    private static final Access METADATA = oneOf(Role.AUDITOR, Role.VIEWER);
    private static final Access AGAIN = oneOf(Role.REPLAYER);
    private static final Access EVIDENCE = oneOf(Role.AUDITOR);
    private static final Access ALL_METADATA = oneOfForEverything(Role.AUDITOR, Role.VIEWER);
    private static final Access ALL_EVIDENCE = oneOfForEverything(Role.AUDITOR);
    private static final Access HELD = oneOf(Role.APPROVER, Role.AUDITOR, Role.VIEWER);
    private static final Access SCORES = oneOf(Role.APPROVER, Role.AUDITOR, Role.POLICY_ADMIN, Role.VIEWER);
    private static final Access ACTING = oneOf(Role.AUDITOR, Role.POLICY_ADMIN);
    private static final Access DECIDING = oneOf(Role.APPROVER);
    private static final Access POLICY = oneOf(Role.POLICY_ADMIN);
    private static final Access DOCUMENT = oneOf(Role.POLICY_ADMIN, Role.AUDITOR);

    private Api() {}

    static Routes routes(
            Records records,
            Entrance entrance,
            AdminEndpoints admin,
            @Nullable Sealer sealer,
            @Nullable GatewayDocuments documents,
            KeyRing keys,
            KeyRing tokens,
            ViewingSettings viewing,
            Approvals approvals,
            Risks risks,
            Alerts alerts,
            @Nullable Exports exports,
            @Nullable Reissues reissues,
            LiveResource live) {
        List<Route> table = new ArrayList<>();
        access(table, new SignInResource(entrance), new MeResource(viewing), new AccessesResource(records.accesses()));
        exchanges(table, records);
        // Before the path that takes any hash.
        table.add(Route.of(
                "GET",
                "/api/v1/vectors/map",
                EVIDENCE,
                COMPARISON,
                seen(SEARCH),
                new VectorMapResource(records.map())));
        vectors(
                table,
                new NearestResource(
                        records.nearest(), records.lookup(), new TextAsVector(reissues, records.exchanges())));
        replays(table, new ReissuesResource(reissues, records));
        exports(table, new ExportsResource(exports), new ExportFileResource(exports));
        sessions(
                table,
                new SessionsResource(records.sessions()),
                new SessionResource(records.sessions(), records.exchanges()));
        chains(table, new ChainsResource(records.chains()));
        risk(table, new RiskResource(risks));
        approvals(table, new ApprovalsResource(approvals, viewing.needsReason()));
        alerts(table, new AlertsResource(alerts));
        table.add(Route.of("GET", "/api/v1/live", SCORES, STREAM, polled(SEARCH), live));
        credentials(table, new SealedCredentialsResource(sealer));
        config(table, new ConfigResource(documents), new ImpactResource(records.impact(), Clock.systemUTC()));
        keys(table, new KeysResource(keys));
        tokens(table, new TokensResource(tokens, entrance.people().roles()));
        login(table, entrance);
        open(table, new AdminResource(admin));
        return new Routes(table);
    }

    private static void access(List<Route> table, SignInResource signIn, MeResource me, AccessesResource accesses) {
        table.add(Route.of("POST", "/api/v1/session", anyone(), SIGN_IN, entered(LOGIN), signIn::signIn));
        table.add(Route.of("DELETE", "/api/v1/session", anyone(), NONE, done(LOGIN), signIn::signOut));
        table.add(Route.of("GET", "/api/v1/logins", anyone(), NONE, no(), signIn::logins));
        table.add(Route.of("GET", "/api/v1/me", anyRole(), NONE, no(), me));
        table.add(Route.of("GET", "/api/v1/access", ALL_EVIDENCE, QUERY, done(SEARCH), accesses));
    }

    private static void exchanges(List<Route> table, Records records) {
        String all = "/api/v1/exchanges";
        String one = all + "/{id}";
        ExchangeLookup lookup = records.lookup();
        table.add(Route.of("GET", all, METADATA, QUERY, followed(SEARCH), new ExchangesResource(records.exchanges())));
        table.add(Route.of(
                "GET",
                all + "/counts",
                METADATA,
                QUERY,
                followed(SEARCH),
                new ExchangeCountsResource(records.counts())));
        table.add(Route.of("GET", one, METADATA, QUERY, seen(VIEW), new ExchangeResource(lookup)));
        table.add(Route.of(
                "GET", one + "/request", EVIDENCE, DOWNLOAD, seen(VIEW), new BodyResource(lookup, Side.REQUEST)));
        table.add(Route.of(
                "GET", one + "/response", EVIDENCE, DOWNLOAD, seen(VIEW), new BodyResource(lookup, Side.RESPONSE)));
        table.add(Route.of("GET", one + "/vectors/{index}", EVIDENCE, QUERY, seen(VIEW), new VectorResource(lookup)));
    }

    private static void vectors(List<Route> table, NearestResource nearest) {
        String recorded = "/api/v1/exchanges/{id}/vectors/{index}/nearest";
        table.add(Route.of("GET", recorded, EVIDENCE, COMPARISON, seen(SEARCH), nearest::toRecorded));
        // What is given may be a text, whose vector a provider makes.
        table.add(Route.of("POST", "/api/v1/vectors/nearest", EVIDENCE, REPLAY, seen(SEARCH), nearest::toGiven));
        table.add(Route.of("GET", "/api/v1/vectors/{hash}", EVIDENCE, QUERY, seen(SEARCH), nearest::same));
    }

    /** Whoever may, and of what they may read; jobs are everybody's own alone. */
    private static void replays(List<Route> table, ReissuesResource replays) {
        String all = "/api/v1/replays";
        String exchange = "/api/v1/exchanges/{id}";
        table.add(Route.of("POST", exchange + "/replay", AGAIN, REPLAY, seen(AccessAction.CHANGE), replays::one));
        table.add(Route.of("GET", exchange + "/comparison", EVIDENCE, QUERY, done(VIEW), replays::compare));
        table.add(Route.of("POST", all, AGAIN, QUERY, seen(AccessAction.CHANGE), replays::ask));
        table.add(Route.of("GET", all, AGAIN, DESK, polled(VIEW), replays::list));
        table.add(Route.of("GET", all + "/{id}", AGAIN, DESK, polled(VIEW), replays::job));
        table.add(Route.of("DELETE", all + "/{id}", AGAIN, DESK, done(AccessAction.CHANGE), replays::delete));
    }

    /** Everybody's own alone, the resource sees to that. */
    private static void exports(List<Route> table, ExportsResource jobs, ExportFileResource file) {
        String one = "/api/v1/exports/{id}";
        table.add(Route.of("POST", "/api/v1/exports", EVIDENCE, CHANGE, seen(EXPORT), jobs::ask));
        table.add(Route.of("GET", "/api/v1/exports", EVIDENCE, DESK, polled(VIEW), jobs::list));
        table.add(Route.of("GET", one, EVIDENCE, DESK, polled(VIEW), jobs::one));
        table.add(Route.of("GET", one + "/file", EVIDENCE, DOWNLOAD, seen(EXPORT), file));
        table.add(Route.of("DELETE", one, EVIDENCE, DESK, done(EXPORT), jobs::delete));
    }

    private static void sessions(List<Route> table, SessionsResource list, SessionResource one) {
        table.add(Route.of("GET", "/api/v1/sessions", METADATA, QUERY, done(SEARCH), list));
        table.add(Route.of("GET", "/api/v1/sessions/{id}", METADATA, QUERY, done(VIEW), one::one));
        table.add(Route.of("GET", "/api/v1/sessions/{id}/exchanges", METADATA, QUERY, texts(VIEW), one::exchanges));
    }

    private static void chains(List<Route> table, ChainsResource chains) {
        table.add(Route.of("GET", "/api/v1/chains", ALL_METADATA, QUERY, done(SEARCH), chains::list));
        table.add(Route.of("GET", "/api/v1/chains/{id}/findings", ALL_METADATA, QUERY, done(VIEW), chains::findings));
    }

    private static void approvals(List<Route> table, ApprovalsResource approvals) {
        String one = "/api/v1/approvals/{id}";
        table.add(Route.of("GET", "/api/v1/approvals", HELD, DESK, polled(SEARCH), approvals::list));
        table.add(Route.of("GET", one, HELD, DESK, opened(VIEW), approvals::one));
        table.add(Route.of("POST", one + "/decisions", DECIDING, DECISION, decided(), approvals::decide));
    }

    private static void alerts(List<Route> table, AlertsResource alerts) {
        String one = "/api/v1/alerts/{id}";
        table.add(Route.of("GET", "/api/v1/alerts", SCORES, DESK, polled(SEARCH), alerts::list));
        table.add(Route.of("GET", "/api/v1/alerts/findings", SCORES, DESK, polled(SEARCH), alerts::findings));
        table.add(Route.of("GET", one, SCORES, DESK, done(VIEW), alerts::one));
        table.add(Route.of("GET", one + "/finding", SCORES, DESK, done(VIEW), alerts::finding));
        table.add(Route.of("POST", one + "/actions", ACTING, DECISION, published(), alerts::act));
    }

    private static void risk(List<Route> table, RiskResource risk) {
        table.add(Route.of("GET", "/api/v1/risk/callers", SCORES, QUERY, done(SEARCH), risk::list));
        table.add(Route.of("GET", "/api/v1/risk/callers/{subject}", SCORES, QUERY, done(VIEW), risk::one));
    }

    private static void credentials(List<Route> table, SealedCredentialsResource sealed) {
        table.add(Route.of("POST", "/api/v1/sealed-credentials", POLICY, SEAL, done(AccessAction.CHANGE), sealed));
    }

    private static void config(List<Route> table, ConfigResource config, ImpactResource impact) {
        table.add(Route.of("GET", "/api/v1/config", DOCUMENT, QUERY, polled(VIEW), config::show));
        table.add(Route.of("PUT", "/api/v1/config", POLICY, PUBLISH, published(), config::publish));
        table.add(Route.of("POST", "/api/v1/config/check", DOCUMENT, CHECK, no(), config::check));
        table.add(Route.of("GET", "/api/v1/config/impact", DOCUMENT, QUERY, done(SEARCH), impact));
        table.add(Route.of("GET", "/api/v1/config/history", DOCUMENT, NONE, done(VIEW), config::history));
        table.add(Route.of("GET", "/api/v1/config/history/{revision}", DOCUMENT, QUERY, done(VIEW), config::revision));
    }

    private static void keys(List<Route> table, KeysResource keys) {
        table.add(Route.of("GET", "/api/v1/keys", POLICY, NONE, done(VIEW), keys::list));
        table.add(Route.of("POST", "/api/v1/keys", POLICY, CHANGE, published(), keys::create));
        table.add(Route.of("DELETE", "/api/v1/keys/{id}", POLICY, CHANGE, published(), keys::revoke));
    }

    /** Whose they are, the resource says. */
    private static void tokens(List<Route> table, TokensResource tokens) {
        table.add(Route.of("GET", "/api/v1/tokens", anyRole(), NONE, done(VIEW), tokens::list));
        table.add(Route.of("POST", "/api/v1/tokens", anyRole(), CHANGE, published(), tokens::create));
        table.add(Route.of("DELETE", "/api/v1/tokens/{id}", anyRole(), CHANGE, published(), tokens::revoke));
    }

    private static void open(List<Route> table, AdminResource admin) {
        table.add(Route.of("GET", "/health/live", anyone(), NONE, no(), admin));
        table.add(Route.of("GET", "/health/ready", anyone(), NONE, no(), admin));
        table.add(Route.of("GET", "/metrics", anyone(), NONE, no(), admin));
        table.add(Route.of("GET", "/openapi.yaml", anyone(), NONE, no(), new OpenApiResource()));
        table.add(Route.of("GET", "/gateway-document.schema.json", anyone(), NONE, no(), new SchemaResource()));
        table.add(Route.of("GET", RoutePattern.REST, anyone(), NONE, no(), new ConsoleResource()));
    }

    private static void login(List<Route> table, Entrance entrance) {
        for (Login each : entrance.logins()) {
            LoginResource login = new LoginResource(each, entrance.sessions());
            Route.Cost cost = switch (each) {
                case OpenIdLogin openId -> PROVIDER;
                case SamlLogin saml -> SIGN_IN;
            };
            table.add(Route.of("GET", each.path(), anyone(), cost, no(), login::begin));
            table.add(Route.of("GET", each.finishPath(), anyone(), cost, entered(LOGIN), login::finish));
        }
        if (entrance.saml() != null) {
            SamlResource saml = new SamlResource(entrance.saml());
            table.add(Route.of("GET", "/login/saml/metadata", anyone(), NONE, no(), saml::metadata));
            table.add(Route.of("POST", SamlLogin.ACS, anyone(), SIGN_IN, no(), saml::accept));
            table.add(Route.of("GET", "/login/saml/logout", anyone(), NONE, no(), saml::signedOut));
        }
        if (entrance.assertionGrant() != null) {
            TokenResource tokens = new TokenResource(entrance.assertionGrant());
            String discovery = "/oauth/.well-known/openid-configuration";
            table.add(
                    Route.of("POST", AssertionGrant.TOKEN_ENDPOINT, anyone(), SIGN_IN, entered(LOGIN), tokens::token));
            table.add(Route.of("GET", "/oauth/jwks", anyone(), NONE, no(), tokens::keys));
            table.add(Route.of("GET", discovery, anyone(), NONE, no(), tokens::configuration));
        }
        LocalIssuer local = entrance.local();
        if (local != null) {
            OpenIdLogin openId = entrance.openId();
            local(table, local, openId != null && openId.isAt(local.issuer()) ? openId : null);
        }
    }

    private static void local(List<Route> table, LocalIssuer local, @Nullable OpenIdLogin openId) {
        boolean signsIn = openId != null && local.login() != null;
        IssuerResource issuer = new IssuerResource(local.issuer(), local.jwks(), signsIn);
        table.add(Route.of("GET", "/issuer/jwks", anyone(), NONE, no(), issuer::keys));
        table.add(Route.of(
                "GET", "/issuer/.well-known/openid-configuration", anyone(), NONE, no(), issuer::configuration));
        if (openId != null && local.login() != null) {
            LocalProvider provider = new LocalProvider(local, local.login(), Clock.systemUTC());
            LocalSignInResource signIn = new LocalSignInResource(provider, openId.clientId(), openId.callback());
            table.add(Route.of("POST", "/issuer/authorize", anyone(), SIGN_IN, no(), signIn::authorize));
            table.add(Route.of("POST", "/issuer/token", anyone(), SIGN_IN, no(), signIn::token));
        }
    }
}
