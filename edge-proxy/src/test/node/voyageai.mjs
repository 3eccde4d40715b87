import { VoyageAIClient, VoyageAIError } from "voyageai";
import { report } from "./report.mjs";

const client = new VoyageAIClient({
  baseUrl: process.env.VECTRAIL_URL + "/v1",
  apiKey: process.env.VECTRAIL_TOKEN,
});
const model = "good-model";

const texts = await client.embed({ model, input: ["one", "two"], inputType: "document" });
const images = await client.multimodalEmbed({
  model,
  inputs: [{ content: [{ type: "text", text: "a banana" }, { type: "image_url", imageUrl: "https://example.com/b.jpg" }] }],
});
const chunks = await client.contextualizedEmbed({ model, inputs: [["one", "two"], ["three"]] });
await report(
  {
    texts: texts.data.map((one) => one.embedding),
    images: images.data.map((one) => one.embedding),
    chunks: chunks.results.map((document) => document.embeddings),
    tokens: texts.usage.totalTokens,
  },
  () => client.embed({ model: "bad-model", input: "one" }),
  (error) => [error instanceof VoyageAIError, error.statusCode, error.body.detail.split(":")[0]],
);
