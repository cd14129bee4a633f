/** The worker that lays graphs out: elk's own code answers the messages of elk's API. */
import 'elkjs/lib/elk-worker.min.js';
