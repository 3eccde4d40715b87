import { useState, type FormEvent } from 'react';
import { bounds, rangeInWords } from '../text/time-range';
import type { View } from '../address/view';
import { askForExport, FORMATS, type Export, type ExportFormat } from '../api/exports';
import { Problem, sentence } from '../api/problem';
import { EXCHANGE_FIELDS, parse, toParameters } from '../text/query';
import { VisibleText } from './visible-text';
import './form.css';

const WORDS: Record<ExportFormat, string> = {
  ndjson: 'NDJSON: a JSON object a line',
  csv: 'CSV, for spreadsheets',
  parquet: 'Parquet, for data tools',
  bundle: 'Evidence: rows, exact bytes and a manifest, as a zip',
};

interface Props {
  view: View;
  onAsked: () => void;
}

/** Asks for a file of what the query means. */
export function ExportForm({ view, onAsked }: Props) {
  const [format, setFormat] = useState<ExportFormat>('ndjson');
  const [of, setOf] = useState<Export['of']>('exchanges');
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    try {
      const filter = toParameters(parse(view.query, EXCHANGE_FIELDS));
      await askForExport(format, of, { ...filter, ...bounds(view.range, Date.now()) });
      onAsked();
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };
  return (
    <form className="export-form" aria-label="Export" onSubmit={(event) => void ask(event)}>
      <p>
        {view.query === '' ? 'All exchanges' : <code>{<VisibleText text={view.query} />}</code>},{' '}
        {rangeInWords(view.range)}
      </p>
      <label>
        As
        <select value={format} onChange={(event) => setFormat(event.target.value as ExportFormat)}>
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {WORDS[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        A row for each
        <select
          value={of}
          disabled={format === 'bundle'}
          onChange={(event) => setOf(event.target.value as Export['of'])}
        >
          <option value="exchanges">exchange</option>
          <option value="texts">text, with its vector</option>
        </select>
      </label>
      <button type="submit" className="main" disabled={sending}>
        Export
      </button>
      {failed !== null && (
        <p className="wrong" role="alert">
          {failed}
        </p>
      )}
    </form>
  );
}
