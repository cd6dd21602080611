// The official client for Node on our server: node node_client.mjs BASE_URL MODEL [chat]. Prints what it got as JSON.
import OpenAI from "openai";

const [baseURL, model, chats] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "not needed", maxRetries: 0 });
const asked = { model, prompt: "Once upon a time", max_tokens: 12, seed: 1 };

const models = [];
for await (const one of client.models.list()) models.push(one.id);
const whole = await client.completions.create(asked);
let streamed = "";
for await (const chunk of await client.completions.create({ ...asked, stream: true })) streamed += chunk.choices[0].text;
const refused = await client.completions.create({ ...asked, temperature: 9 }).catch((error) => error);
const found = { models, whole: whole.choices[0].text, streamed, refused: [refused.status, refused.param] };

if (chats) {
  const messages = [{ role: "user", content: "Hello!" }];
  const said = { model, messages, max_tokens: 12, seed: 1 };
  found.chat = (await client.chat.completions.create(said)).choices[0].message.content;
  found.chatStreamed = await client.chat.completions.stream(said).finalContent();
  const response = await client.responses.create({ model, input: "Hello!", max_output_tokens: 12, temperature: 0 });
  found.response = response.output_text;
}
console.log(JSON.stringify(found));
