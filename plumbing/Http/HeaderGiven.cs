namespace HourExchange.Plumbing.Http;

/// <summary>Metadata: good answers carry this header.</summary>
internal sealed record HeaderGiven(string Name, string Description)
{
    public static readonly HeaderGiven Location = new("Location", "Where it is read; absent where it has no address of its own.");
}
