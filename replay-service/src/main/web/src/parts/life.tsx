import type { ReactNode } from 'react';
import { listed } from '../text/approval';
import { Icon, type IconName } from './icon';
import { VisibleText } from './visible-text';
import { When } from './when';
import './life.css';

/** All that happened, in the order that counts. */
export const Life = ({ children }: { children: ReactNode }) => <ol className="life">{children}</ol>;

interface Props {
  kind: string;
  icon: IconName;
  /** Why, in the words of whoever did it; empty where nothing was said. */
  reason: string;
  time: string;
  children: ReactNode;
}

export const LifeLine = ({ kind, icon, reason, time, children }: Props) => (
  <li data-kind={kind}>
    <Icon name={icon} />
    <div>
      <p>{children}</p>
      {reason !== '' && (
        <p className="reason">
          “<VisibleText text={reason} />”
        </p>
      )}
    </div>
    <span className="when">
      <When time={time} />
    </span>
  </li>
);

/** Each name once; a dash where there is none. */
export const Names = ({ names }: { names: readonly string[] }) =>
  names.length === 0 ? '–' : <VisibleText text={listed(names, 'and')} />;
