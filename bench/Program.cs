using HourExchange.Bench;

// ./hx bench [ROUNDS]: drains confirmed lines four ways, in turn, in one run.
var rounds = args.Length > 0 ? int.Parse(args[0], null) : 3;
await using var servers = await BenchServers.Prepare();
await DrainBench.Run(servers, rounds);
