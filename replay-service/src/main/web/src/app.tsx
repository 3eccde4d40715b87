import { Suspense, lazy } from 'react';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Redirect, Route, Switch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { readSubject, signInAddress } from './address/view';
import { Problem } from './api/problem';
import { Frame } from './frame/frame';
import { AccessPage } from './pages/access';
import { AlertPage } from './pages/alert';
import { AlertsPage } from './pages/alerts';
import { ApprovalPage } from './pages/approval';
import { ApprovalsPage } from './pages/approvals';
import { CallerPage } from './pages/caller';
import { CallersPage } from './pages/callers';
import { ConnectionsPage } from './pages/connections';
import { ExchangePage } from './pages/exchange';
import { ExportsPage } from './pages/exports';
import { HealthPage } from './pages/health';
import { KeysPage } from './pages/keys';
import { LocalSignInPage } from './pages/local-sign-in';
import { NotFoundPage } from './pages/not-found';
import { OverviewPage } from './pages/overview';
import { ReplaysPage } from './pages/replays';
import { SearchPage } from './pages/search';
import { SessionPage } from './pages/session';
import { SessionsPage } from './pages/sessions';
import { SignInPage } from './pages/sign-in';
import { SimilarPage } from './pages/similar';
import { TokensPage } from './pages/tokens';
import { Catch } from './parts/catch';
import { Skeleton } from './parts/skeleton';

// Its editor is as large as all the rest: it comes when somebody goes there.
const PoliciesPage = lazy(async () => {
  try {
    return { default: (await import('./pages/policies')).PoliciesPage };
  } catch {
    throw new Problem(
      0,
      'A part of the console could not be loaded',
      'Reload the page: the service may have been updated.',
    );
  }
});

const TRIES = 2;

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The token ran out, or there never was one: sign in, then come back to this very address.
      if (error instanceof Problem && error.status === 401 && location.pathname !== '/sign-in')
        navigate(signInAddress(location.pathname + location.search), { replace: true });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < TRIES && error instanceof Problem && error.passing,
      retryDelay: (failures) => 300 * 2 ** failures,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Catch>
        <Switch>
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/issuer/authorize" component={LocalSignInPage} />
          <Route>
            <Frame>
              <Switch>
                <Route path="/">
                  <Redirect to="/overview" replace />
                </Route>
                <Route path="/overview" component={OverviewPage} />
                <Route path="/search" component={SearchPage} />
                <Route path="/exchanges/:id">{({ id }) => <ExchangePage key={id} id={id} />}</Route>
                <Route path="/similar" component={SimilarPage} />
                <Route path="/exports" component={ExportsPage} />
                <Route path="/replays" component={ReplaysPage} />
                <Route path="/health" component={HealthPage} />
                <Route path="/sessions" component={SessionsPage} />
                <Route path="/sessions/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
                <Route path="/callers" component={CallersPage} />
                <Route path="/callers/:subject">
                  {({ subject }) => <CallerPage key={subject} subject={readSubject(subject)} />}
                </Route>
                <Route path="/alerts" component={AlertsPage} />
                <Route path="/alerts/:id">{({ id }) => <AlertPage id={id} />}</Route>
                <Route path="/approvals" component={ApprovalsPage} />
                <Route path="/approvals/:id">{({ id }) => <ApprovalPage id={id} />}</Route>
                <Route path="/policies">
                  <Suspense fallback={<Skeleton what="the page" rows={14} />}>
                    <PoliciesPage />
                  </Suspense>
                </Route>
                <Route path="/connections" component={ConnectionsPage} />
                <Route path="/keys" component={KeysPage} />
                <Route path="/tokens" component={TokensPage} />
                <Route path="/access" component={AccessPage} />
                <Route component={NotFoundPage} />
              </Switch>
            </Frame>
          </Route>
        </Switch>
      </Catch>
    </QueryClientProvider>
  );
}
