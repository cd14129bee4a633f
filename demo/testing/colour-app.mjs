// An application that knows nothing of a mesh: answers with COLOUR, or with what CALLS answers to the same header.
import { createServer, request } from 'node:http';

const { COLOUR = '', CALLS } = process.env;

createServer((incoming, outgoing) => {
  if (incoming.url === '/ping' || !CALLS) return void outgoing.end(COLOUR);
  const { colour } = incoming.headers;
  const call = request(CALLS, { headers: colour ? { colour } : {} }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500);
    answer.pipe(outgoing);
  });
  call.on('error', (error) => outgoing.writeHead(502).end(String(error)));
  call.end();
}).listen(8080, '0.0.0.0');
