import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import { readNext } from '../address/view';
import { logins } from '../api/queries';
import { Mark } from '../parts/mark';
import { TokenForm } from '../parts/token-form';
import { loginFailure } from '../text/login';
import './sign-in.css';

export function SignInPage() {
  const search = useSearch();
  const next = readNext(search, location.origin);
  const { data, isPending } = useQuery(logins);
  const providers = data?.logins ?? [];
  const failed = loginFailure(new URLSearchParams(search).get('failed'));
  return (
    <main className="sign-in">
      <title>Sign in · Vectrail</title>
      <div className="panel">
        <h1>
          <Mark /> Sign in to Vectrail
        </h1>
        {failed !== null && (
          <p className="wrong" role="alert">
            {failed}
          </p>
        )}
        {providers.map(({ name, address }) => (
          <a key={address} className="button main" href={`${address}?${new URLSearchParams({ next }).toString()}`}>
            Sign in with {name}
          </a>
        ))}
        {providers.length === 0 ? (
          !isPending && <TokenForm next={next} />
        ) : (
          <details>
            <summary>With a token</summary>
            <TokenForm next={next} />
          </details>
        )}
      </div>
    </main>
  );
}
