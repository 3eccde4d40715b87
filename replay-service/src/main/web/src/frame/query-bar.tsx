import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { Icon } from '../parts/icon';
import type { FieldOfQuery } from '../text/query';
import { suggest, type Suggestion } from '../text/suggest';
import { VisibleText } from '../parts/visible-text';
import { useKnownValues } from './use-known-values';
import './query-bar.css';

interface Props {
  input: RefObject<HTMLInputElement | null>;
  query: string;
  fields: readonly FieldOfQuery[];
  placeholder: string;
  onAsk: (query: string) => void;
}

export function QueryBar({ input, query, fields, placeholder, onAsk }: Props) {
  const [draft, setDraft] = useState(query);
  const [offered, setOffered] = useState<Suggestion[]>([]);
  const [chosen, setChosen] = useState(-1);
  const knownValues = useKnownValues();
  const listId = useId();

  const offer = (text: string, caret: number) => {
    setOffered(suggest(text, caret, fields, knownValues));
    setChosen(-1);
  };
  const close = () => {
    setOffered([]);
    setChosen(-1);
  };
  const take = (suggestion: Suggestion) => {
    setDraft(suggestion.query);
    offer(suggestion.query, suggestion.caret);
    requestAnimationFrame(() => input.current?.setSelectionRange(suggestion.caret, suggestion.caret));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const open = offered.length > 0;
    const suggestion = offered[chosen];
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      // One more place than there are suggestions: none of them.
      const places = offered.length + 1;
      const step = event.key === 'ArrowDown' ? 1 : places - 1;
      setChosen(((chosen + 1 + step) % places) - 1);
    } else if (event.key === 'Enter' && suggestion !== undefined) take(suggestion);
    else if (event.key === 'Escape' && open) close();
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
  };

  return (
    <form
      className="query-bar"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        input.current?.blur();
        onAsk(draft.trim());
      }}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        name="q"
        role="combobox"
        aria-label="Query"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen < 0 ? undefined : `${listId}-${chosen}`}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1000}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          offer(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onFocus={(event) => offer(event.target.value, event.target.value.length)}
        onBlur={close}
        onKeyDown={onKey}
      />
      {draft === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" className="plain clear" aria-label="Clear the query" onClick={() => onAsk('')}>
          <Icon name="close" />
        </button>
      )}
      <ul id={listId} role="listbox" aria-label="Suggestions" hidden={offered.length === 0}>
        {offered.map((suggestion, index) => (
          <li
            key={suggestion.text}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            // Before the field loses the focus, and with it the list.
            onMouseDown={(event) => {
              event.preventDefault();
              take(suggestion);
            }}
          >
            <code>
              <VisibleText text={suggestion.text} />
            </code>
            <span className="quiet">{suggestion.hint}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}
