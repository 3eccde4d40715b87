import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import './strip.css';

interface Props {
  icon: IconName;
  /** `alert` is read out at once. */
  role: 'status' | 'alert';
  children: ReactNode;
  actions?: ReactNode;
}

/** A line across the page about what concerns all of it, with what can be done. */
export function Strip({ icon, role, children, actions }: Props) {
  return (
    <div className="strip" data-role={role}>
      <Icon name={icon} />
      <p role={role}>{children}</p>
      {actions !== undefined && <span className="actions">{actions}</span>}
    </div>
  );
}
