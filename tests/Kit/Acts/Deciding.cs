namespace HourExchange.Tests.Kit.Acts;

/// <summary>How the finance of the parties decides on what one of them proposes.</summary>
internal static class Deciding
{
    /// <param name="proposal">The answer to the proposing.</param>
    public static async Task Consent(House house, Reply proposal, params string[] parties)
    {
        foreach (var party in parties)
        {
            (await (await house.As(party, "finance")).PostToLedger(
                $"proposals/{proposal["id"].GetString()}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }
    }
}
