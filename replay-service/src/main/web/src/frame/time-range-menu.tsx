import { useState, type FormEvent } from 'react';
import { Disclosure } from '../parts/disclosure';
import { Icon } from '../parts/icon';
import { SPANS, bounds, isSpan, localMinute, rangeInWords, type TimeRange } from '../text/time-range';
import './time-range-menu.css';

interface Props {
  range: TimeRange;
  onChoose: (range: TimeRange) => void;
}

export function TimeRangeMenu({ range, onChoose }: Props) {
  const words = rangeInWords(range);
  return (
    <Disclosure
      className="time-range"
      label={`Time range: ${words}`}
      button={
        <>
          <Icon name="clock" />
          {words}
          <Icon name="down" />
        </>
      }
    >
      {(close) => <Choices range={range} onChoose={(chosen) => (close(), onChoose(chosen))} />}
    </Disclosure>
  );
}

function Choices({ range, onChoose }: Props) {
  const presets: TimeRange[] = [
    ...Object.keys(SPANS)
      .filter(isSpan)
      .map((span): TimeRange => ({ kind: 'last', span })),
    { kind: 'all' },
  ];
  return (
    <>
      <ul>
        {presets.map((preset) => (
          <li key={rangeInWords(preset)}>
            <button
              type="button"
              className="plain"
              aria-pressed={rangeInWords(preset) === rangeInWords(range)}
              onClick={() => onChoose(preset)}
            >
              {rangeInWords(preset)}
            </button>
          </li>
        ))}
      </ul>
      <Between range={range} onChoose={onChoose} />
    </>
  );
}

function Between({ range, onChoose }: Props) {
  const [shown] = useState(() => bounds(range, Date.now()));
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = instant(form.get('from'));
    const to = instant(form.get('to'));
    if (from === null && to === null) setWrong('Give a start or an end.');
    else if (from !== null && to !== null && from >= to) setWrong('The start must lie before the end.');
    else onChoose({ kind: 'between', from, to });
  };
  return (
    <form onSubmit={submit}>
      <label>
        From{' '}
        <input type="datetime-local" name="from" defaultValue={shown.from === null ? '' : localMinute(shown.from)} />
      </label>
      <label>
        To <input type="datetime-local" name="to" defaultValue={shown.to === null ? '' : localMinute(shown.to)} />
      </label>
      <p className="quiet" role="status">
        {wrong ?? 'In your own time zone.'}
      </p>
      <button type="submit">Show this range</button>
    </form>
  );
}

function instant(value: FormDataEntryValue | null): string | null {
  const at = typeof value === 'string' && value !== '' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
