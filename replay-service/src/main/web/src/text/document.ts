/** What of a connection goes into the gateway document, as YAML. Name and targets are as the service took them. */
export function connectionLines(name: string, targets: readonly string[], credential: string): string {
  const where =
    targets.length === 1 ? `target: ${targets[0]}` : `targets: [${targets.map((at) => `"${at}"`).join(', ')}]`;
  return [`- name: ${name}`, `  ${where}`, `  credential: ${credential}`].join('\n');
}

/** One for each line, without the white space around it. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What the editor begins with where no document is published yet. */
export const FIRST_DOCUMENT = `version: 1
connections:
  - name: openai
    provider: openai
    target: https://api.openai.com
    credential: \${env:VECTRAIL_CREDENTIAL_OPENAI}
policies:
  - name: try-this
    detect: [PHONE_NUMBER]
    action: block
    shadow: true
`;
