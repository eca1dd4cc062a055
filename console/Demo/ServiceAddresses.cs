namespace HourExchange.Console.Demo;

/// <summary>Where the three services answer.</summary>
internal sealed record ServiceAddresses(string Interventions, string Ledger, string Reporting);
