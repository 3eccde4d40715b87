import { CopyButton } from './copy';
import './command.css';

/** The command that makes the gateway record something: the embedded platform's edge listens on port 8080 of the same host. */
export function CurlLine({ text = 'a first text' }: { text?: string }) {
  const edge = `http://${location.hostname}:8080`;
  const command = [
    `curl ${edge}/openai/v1/embeddings \\`,
    `  -H "Authorization: Bearer $(./vectrail token --subject me --group research)" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"model": "text-embedding-3-small", "input": "${text}"}'`,
  ].join('\n');
  return <Command command={command} />;
}

export function Command({ command, copies = 'Copy the command' }: { command: string; copies?: string }) {
  return (
    <div className="command">
      <pre tabIndex={0} aria-label="Command">
        {command}
      </pre>
      <CopyButton text={command} what={copies} />
    </div>
  );
}
