using HourExchange.Bench;

// ./hx bench [ROUNDS] drains confirmed lines four ways, in turn, in one run; ./hx bench ledger [ROUNDS] posts and reads
// without a broker; ./hx bench rebuild [POSTINGS] rebuilds Reporting's facts; ./hx bench reports [POSTINGS] asks for reports beside a long past;
// ./hx bench latency turns second keys until reports show them; ./hx bench import [ROUNDS] imports 100,000 rows;
// ./hx bench portal asks a running house for pages of the sample years;
// ./hx bench sign-in signs in and asks for tokens; ./hx bench sheets writes a long table in each form, without servers.
if (args is ["sheets", ..])
{
    await (args.Length > 1 ? SheetsBench.Measure(args[1]) : SheetsBench.Run());
    return;
}

if (args is ["portal", var address, var keyFile, var keyFolder, var process])
{
    await PortalBench.Run(new Uri(address), keyFile, keyFolder, int.Parse(process, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

var rounds = args.LastOrDefault() is { } last && int.TryParse(last, out var given) ? given : 3;
await using var servers = await BenchServers.Prepare();
await (args.FirstOrDefault() switch
{
    "import" => ImportBench.Run(servers, rounds),
    "rebuild" => RebuildBench.Run(servers, args.Length > 1 ? rounds : 200_000),
    "latency" => LatencyBench.Run(servers),
    "reports" => ReportsBench.Run(servers, args.Length > 1 ? rounds : 1_000_000),
    "sign-in" => SignInBench.Run(servers),
    "ledger" => LedgerBench.Run(servers, rounds),
    _ => DrainBench.Run(servers, rounds),
});
