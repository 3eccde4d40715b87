import OpenAI from "openai";
import { report } from "./report.mjs";

const client = new OpenAI({ baseURL: process.env.VECTRAIL_URL + "/v1", apiKey: process.env.VECTRAIL_TOKEN });

// It asks for base64 of its own accord, and decodes what comes.
const answer = await client.embeddings.create({ model: "good-model", input: ["one", "two"] });
await report(
  { embeddings: answer.data.map((one) => Array.from(one.embedding)) },
  () => client.embeddings.create({ model: "bad-model", input: "one" }),
  (error) => [error instanceof OpenAI.PermissionDeniedError, error.status, error.code],
);
