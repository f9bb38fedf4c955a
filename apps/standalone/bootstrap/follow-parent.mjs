/**
 * Loaded into the gateway before anything else: it stops, cleanly, when the `npm start` that runs it is gone. Otherwise a
 * killed `npm start` would leave a gateway behind that holds the ports.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Listening must not keep a gateway that has finished from ending.
  process.channel.unref();
}
