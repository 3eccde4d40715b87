import { Command, CurlLine } from './command';
import { Empty } from './empty';

const POLICY = `policies:
  - name: cards-wait
    detect: [CREDIT_CARD]
    action: approve
    approvers: { groups: [approvers] }
    grant: 1h`;

/** How a request comes to wait: a policy, and a call that it concerns. */
export function HowToWait() {
  return (
    <>
      <p>
        A request waits here where a policy says <code>action: approve</code>. Add one on the page of policies, such as:
      </p>
      <Command command={POLICY} copies="Copy the policy" />
      <p>Then send a text that it concerns, in the folder of the embedded platform:</p>
      <CurlLine text="card 4111 1111 1111 1111" />
    </>
  );
}

export const NothingWaits = () => (
  <Empty title="Nothing waits for a decision">
    <HowToWait />
  </Empty>
);
