import { LEVELS, narrowed, parse, widened, type FieldOfQuery } from '../text/query';
import { Tabs } from './tabs';

interface Props {
  query: string;
  fields: readonly FieldOfQuery[];
  addressOf: (query: string) => string;
}

/** Narrows a list to one level, by the query: what it says and what is chosen here are the same. */
export function LevelTabs({ query, fields, addressOf }: Props) {
  const term = parse(query, fields).findLast((found) => found.kind === 'field' && found.field === 'level');
  const chosen = term?.kind === 'field' ? term.value.toLowerCase() : null;
  return (
    <Tabs
      label="Which level"
      tabs={[
        { word: 'Any level', address: addressOf(widened(query, 'level', fields)), current: chosen === null },
        ...LEVELS.map((level) => ({
          word: level.charAt(0).toUpperCase() + level.slice(1),
          address: addressOf(narrowed(query, 'level', level, fields)),
          current: chosen === level,
        })).reverse(),
      ]}
    />
  );
}
