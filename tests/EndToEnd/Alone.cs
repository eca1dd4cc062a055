namespace HourExchange.Tests.EndToEnd;

/// <summary>Tests that run a whole house of processes: one at a time, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
