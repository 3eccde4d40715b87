import { Cohere, CohereClientV2, CohereError } from "cohere-ai";
import { report } from "./report.mjs";

const client = new CohereClientV2({ environment: process.env.VECTRAIL_URL, token: process.env.VECTRAIL_TOKEN });
const model = "good-model";

const answer = await client.embed({
  model,
  inputType: "search_document",
  texts: ["one", "two"],
  embeddingTypes: ["float", "int8"],
});
await report(
  { float: answer.embeddings.float, int8: answer.embeddings.int8 },
  () => client.embed({ model: "bad-model", inputType: "search_document", texts: ["one"], embeddingTypes: ["float"] }),
  (error) => [error instanceof Cohere.ForbiddenError && error instanceof CohereError, error.statusCode, error.body.code],
);
