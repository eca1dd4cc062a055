using HourExchange.Bench;

// ./hx bench [ROUNDS] drains confirmed lines four ways, in turn, in one run; ./hx bench import [ROUNDS] imports 100,000 rows.
var import = args is ["import", ..];
var rounds = args.LastOrDefault() is { } last && int.TryParse(last, out var given) ? given : 3;
await using var servers = await BenchServers.Prepare();
await (import ? ImportBench.Run(servers, rounds) : DrainBench.Run(servers, rounds));
