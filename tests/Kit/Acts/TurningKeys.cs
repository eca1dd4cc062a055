namespace HourExchange.Tests.Kit.Acts;

/// <summary>How lines come in and get both keys, at the public API.</summary>
internal static class TurningKeys
{
    /// <summary>A list of HETS, confirmed by HETS and HG; whether it is posted is another matter.</summary>
    public static async Task List(House house, string agreement, params string[] rows)
    {
        var import = (await (await house.As("HETS", "registrar")).PostRaw($"imports?agreement={agreement}", Given.Csv(rows))).Is(200)["import"].GetString();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            (await (await house.As(institution, "approver")).Post("interventions/confirmations", new { import })).Is(200);
        }
    }

    /// <summary>One line, confirmed by HETS and HG.</summary>
    /// <param name="path">The line's, as <c>interventions/ID</c>.</param>
    public static async Task Line(House house, string path)
    {
        foreach (var institution in new[] { "HETS", "HG" })
        {
            (await (await house.As(institution, "approver")).Act($"{path}/confirmations", new { })).Is(200);
        }
    }
}
