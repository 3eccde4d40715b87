import { Link } from 'wouter';
import { Empty } from '../parts/empty';

export function NotFoundPage() {
  return (
    <>
      <title>Not found · Vectrail</title>
      <Empty title="There is no page at this address">
        <p>
          Perhaps a part of the address was lost on the way. <Link href="/search">Search</Link> finds an exchange by its
          words, its caller or its time.
        </p>
      </Empty>
    </>
  );
}
