namespace HourExchange.Tests.Kit.Acts;

/// <summary>How the finance of the parties closes a year of their book, at the public API.</summary>
internal static class ClosingYear
{
    /// <summary>Drafted by the first party, signed by all, closed, and its root signed by all.</summary>
    /// <returns>The answer to the closing.</returns>
    public static async Task<Reply> Close(House house, string book, string year, params string[] parties)
    {
        var drafter = await house.As(parties[0], "finance", parties[0] + "-drafter");
        Reply? draft = null;
        await Eventually.Holds("the year can be drafted", async () =>
        {
            draft = await drafter.PostToLedger($"books/{book}/years/{year}/statement", new { });
            Assert.True(draft.Status is 201 or 409, draft.Text);
            return draft.Status == 201;
        });
        await Sign(house, book, year, draft!["hash"].GetString()!, parties);
        var closed = (await (await house.As(parties[0], "finance")).PostToLedger($"books/{book}/years/{year}/closing", new { })).Is(200);
        await Sign(house, book, year, closed["root"].GetString()!, parties);
        return closed;
    }

    /// <param name="hash">Of the statement's content, or its root.</param>
    public static async Task Sign(House house, string book, string year, string hash, params string[] parties)
    {
        foreach (var party in parties)
        {
            (await (await house.As(party, "finance")).PostToLedger($"books/{book}/years/{year}/signatures", new { hash })).Is(201);
        }
    }
}
