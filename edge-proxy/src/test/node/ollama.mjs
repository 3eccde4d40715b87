import { Ollama } from "ollama";
import { report } from "./report.mjs";

const client = new Ollama({
  host: process.env.VECTRAIL_URL,
  headers: { Authorization: "Bearer " + process.env.VECTRAIL_TOKEN },
});

const embed = await client.embed({ model: "good-model", input: ["one", "two"], truncate: true });
const prompt = await client.embeddings({ model: "good-model", prompt: "one" });
await report(
  { embed: embed.embeddings, prompt: prompt.embedding },
  () => client.embed({ model: "bad-model", input: "one" }),
  (error) => [error.name === "ResponseError", error.status_code, error.error.split(":")[0]],
);
