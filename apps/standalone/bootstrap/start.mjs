/**
 * `npm start`: from a fresh clone to a running gateway. Everything that newer JavaScript or a package could break is loaded
 * only after the version of Node.js has been looked at.
 */
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    'Chakong Gateway needs Node.js 20 or newer to start with (it brings its own Node.js 24 then); this is ' + process.version + '.',
  );
  process.exit(1);
} else {
  import('./run-gateway.mjs').then(function (module) {
    return module.runGateway(process.argv.slice(2));
  });
}
