import { useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { policiesAddress, readPolicies, type PoliciesView, type Shown } from '../address/view';
import type { Publication } from '../api/publish';
import { me, revisions } from '../api/queries';
import type { Me } from '../api/types';
import { useChecked } from '../api/use-checked';
import { useDocument, type Editing } from '../api/use-document';
import { usePublish } from '../api/use-publish';
import { askAgain } from '../api/use-rows';
import { useKeys } from '../keys/use-keys';
import type { CodeEditorHandle } from '../parts/code-editor';
import { Command } from '../parts/command';
import { DocumentEditor } from '../parts/document-editor';
import { Overtaken, Theirs } from '../parts/document-overtaken';
import { DocumentReview } from '../parts/document-review';
import { DocumentRevision } from '../parts/document-revision';
import { DocumentTrial } from '../parts/document-trial';
import { Edges, EdgesMark } from '../parts/edges';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { Icon } from '../parts/icon';
import { ImpactPane } from '../parts/impact';
import { ListHead } from '../parts/list-head';
import { PublishedBy } from '../parts/published-by';
import { RevisionTable } from '../parts/revision-table';
import { Skeleton } from '../parts/skeleton';
import { Strip } from '../parts/strip';
import { TwoStep } from '../parts/two-step';
import './policies.css';

export function PoliciesPage() {
  const { data: person, error } = useQuery(me);
  const reads = person?.roles.some((role) => role === 'policy-admin' || role === 'auditor') ?? false;
  return (
    <>
      <title>Policies · Vectrail</title>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined && (reads ? <Policies key={person.subject} person={person} /> : <NotAllowed />)}
    </>
  );
}

function NotAllowed() {
  return (
    <Empty title="Policies are shown to the roles policy-admin and auditor">
      <p>On the embedded platform, this command prints a token of somebody who may apply them:</p>
      <Command command="./vectrail token --subject me --group policy-admins" />
    </Empty>
  );
}

/** The document, what stands beside it, and above both what concerns the whole. */
function Policies({ person }: { person: Me }) {
  const view = readPolicies(useSearch());
  const [, navigate] = useLocation();
  const mayPublish = person.roles.includes('policy-admin');
  const client = useQueryClient();
  const editing = useDocument(person.subject);
  const check = useChecked(editing.pending ? null : editing.text);
  const { send, sending, failed, forget } = usePublish();
  const [note, setNote] = useState<string | null>(null);
  const editor = useRef<CodeEditorHandle>(null);
  const { config } = editing;

  const at = (change: Partial<PoliciesView>) => policiesAddress({ ...view, ...change });
  const show = (shown: Shown) => {
    forget();
    navigate(at({ shown }));
  };
  const toEditor = () => show({ kind: 'editor' });
  const refresh = () => {
    editing.again();
    askAgain(client, revisions);
    void client.invalidateQueries({ queryKey: ['impact'] });
  };
  const publish = async (publication: Publication, then: (published: { hash: string; revision: number }) => void) => {
    const published = await send(publication);
    if (published === null) return;
    then(published);
    // Of a trial the strip above the page says so.
    setNote(
      publication.shadow
        ? null
        : `No. ${published.revision} is in force. Edges that reach Kafka run it within a second.`,
    );
    navigate(at({ shown: { kind: 'editor' }, beside: publication.shadow ? 'impact' : 'edges' }));
  };
  const apply = (shadow: boolean) => {
    // In shadow it takes the place of the document on trial, where there is one.
    const insteadOf = (shadow ? config?.trial?.hash : undefined) ?? editing.draft?.base?.hash ?? config?.hash ?? null;
    const { text, draft } = editing;
    void publish({ text, insteadOf, shadow, comment: draft?.comment ?? '' }, (published) =>
      editing.applied(text, shadow ? null : published),
    );
  };
  const toLine = (line: number) => {
    editor.current?.goTo(line);
    toEditor();
  };
  useKeys({
    'Mod+s': () => {
      if (mayPublish && editing.edited && view.shown.kind !== 'review') show({ kind: 'review' });
    },
    Escape: () => {
      if (view.shown.kind !== 'editor') toEditor();
    },
    r: refresh,
  });

  if (editing.pending) return <Skeleton what="the document" rows={14} />;
  if (editing.error !== null)
    return (
      <Failure
        what="The document could not be loaded"
        error={editing.error}
        works="Edges go on with the one that they have."
        again={editing.again}
      />
    );
  const back = at({ shown: { kind: 'editor' } });
  return (
    <div className="policies">
      <div>
        <ListHead
          title="Policies"
          found={
            config === null ? (
              'No document is published yet'
            ) : (
              <>
                in force: <PublishedBy revision={config} />
              </>
            )
          }
          remarks={[]}
          asOf={editing.asOf}
          refreshing={false}
          errorOfRefresh={editing.errorOfRefresh}
          onRefresh={refresh}
        >
          {mayPublish ? (
            <Tools editing={editing} review={at({ shown: { kind: 'review' } })} />
          ) : (
            <span>read only: applying needs the role policy-admin</span>
          )}
        </ListHead>
        {note !== null && (
          <Strip
            icon="allow"
            role="status"
            actions={
              <button type="button" className="plain" onClick={() => setNote(null)}>
                <Icon name="close" />
                <span className="aside">Close</span>
              </button>
            }
          >
            {note}
          </Strip>
        )}
        {editing.overtaken && config !== null && (
          <Overtaken
            editing={editing}
            config={config}
            theirs={at({ shown: { kind: 'theirs' } })}
            onMerged={(said) => {
              setNote(said);
              show({ kind: 'review' });
            }}
            onDiscarded={toEditor}
          />
        )}
        {!editing.kept && (
          <Strip icon="failed" role="alert">
            The browser has no room for this text: a reload would lose what you have edited.
          </Strip>
        )}
        {config?.trial !== null && config?.trial !== undefined && (
          <Strip
            icon="trial"
            role="status"
            actions={
              <Link className="button" href={at({ shown: { kind: 'trial' } })}>
                What it changes
              </Link>
            }
          >
            <span className="on-trial">
              On trial, recorded and not enforced: <PublishedBy revision={config.trial} />
            </span>
          </Strip>
        )}
      </div>
      <div className="policies-body">
        <div className="document">
          <DocumentEditor
            ref={editor}
            editing={editing}
            check={check}
            readOnly={!mayPublish}
            hidden={view.shown.kind !== 'editor'}
          />
          {view.shown.kind === 'review' && (
            <DocumentReview
              {...{ editing, check, back, sending, failed }}
              onApply={apply}
              onEscape={toEditor}
              onLine={toLine}
            />
          )}
          {view.shown.kind === 'trial' && config !== null && (
            <DocumentTrial
              {...{ config, mayPublish, back, sending, failed }}
              onPublish={(publication) => void publish(publication, () => undefined)}
              onEscape={toEditor}
              onLine={toLine}
            />
          )}
          {view.shown.kind === 'theirs' && config !== null && <Theirs {...{ editing, config, back }} />}
          {view.shown.kind === 'revision' && (
            <DocumentRevision
              number={view.shown.revision}
              {...{ config, back }}
              edited={editing.draft !== null}
              onEdit={
                mayPublish
                  ? ({ text, revision }) => {
                      editing.begin(text, `as in no. ${revision}`);
                      toEditor();
                    }
                  : null
              }
            />
          )}
        </div>
        <Beside view={view} editing={editing} at={at} />
      </div>
    </div>
  );
}

function Tools({ editing, review }: { editing: Editing; review: string }) {
  return (
    <>
      {editing.draft !== null && <TwoStep word="Discard" loses="What you have edited goes." onDo={editing.discard} />}
      {editing.edited ? (
        <Link className="button main" href={review} title="Ctrl s">
          Review and apply
        </Link>
      ) : (
        <button type="button" disabled title="Nothing is edited">
          Review and apply
        </button>
      )}
    </>
  );
}

const WORDS: Record<PoliciesView['beside'], string> = {
  impact: 'What would have happened',
  history: 'History',
  edges: 'Edges',
};

interface BesideProps {
  view: PoliciesView;
  editing: Editing;
  at: (change: Partial<PoliciesView>) => string;
}

function Beside({ view, editing, at }: BesideProps) {
  const [, navigate] = useLocation();
  const { config } = editing;
  return (
    <aside className="beside" aria-label="Beside the document">
      <nav className="tabs" aria-label="Beside the document">
        {(['impact', 'history', 'edges'] as const).map((name) => (
          <Link key={name} href={at({ beside: name })} replace aria-current={view.beside === name ? 'true' : undefined}>
            {WORDS[name]}
            {name === 'edges' && <EdgesMark edges={config?.edges ?? []} />}
          </Link>
        ))}
      </nav>
      <div className="pane">
        {view.beside === 'impact' && <ImpactPane range={view.range} />}
        {view.beside === 'history' && (
          <RevisionTable
            config={config}
            at={view.at}
            onPlace={(place) => navigate(at({ at: place.at }), { replace: true })}
            addressOf={(revision) => at({ shown: { kind: 'revision', revision }, at: String(revision) })}
          />
        )}
        {view.beside === 'edges' && <Edges config={config} />}
      </div>
    </aside>
  );
}
