using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>What a statement prints beside its lines, compared with the text that the parties signed.</summary>
internal static class PrintedHead
{
    private static readonly string[] OfStatement = ["book", "year", "edition"];
    private static readonly string[] OfSettlement = ["payer", "payee", "domains", "minutes", "amount", "currency"];

    /// <returns>What is printed otherwise than signed, or null.</returns>
    public static string? FindFault(JsonElement printed, JsonElement signed)
    {
        foreach (var name in OfStatement.Concat(["firstDay", "lastDay"]))
        {
            if (Raw(printed, name) != Raw(signed, name))
            {
                return $"{name}: it says {Raw(printed, name)}, signed is {Raw(signed, name)}";
            }
        }

        var state = Raw(printed, "state");
        if (state is not ("\"closed\"" or "\"reopened\""))
        {
            return $"state: it says {state}, signed is its root";
        }

        // A reader sees those of its own institution, and those of former editions, which are no longer owed.
        var owed = signed.GetProperty("settlements").EnumerateArray().Select(Settlement).ToList();
        foreach (var (settlement, position) in printed.GetProperty("settlements").EnumerateArray().Select((settlement, index) => (settlement, index + 1)))
        {
            if (settlement.GetProperty("edition").GetInt32() < signed.GetProperty("edition").GetInt32() && Raw(settlement, "state") == "\"reopened\"")
            {
                continue;
            }

            if (!owed.Remove(Settlement(settlement)))
            {
                return $"settlements: no such settlement is signed as that at {position}, {Settlement(settlement)}";
            }

            if (OfStatement.FirstOrDefault(name => Raw(settlement, name) != Raw(signed, name)) is { } other)
            {
                return $"settlements: {other} of that at {position} is {Raw(settlement, other)}, signed is {Raw(signed, other)}";
            }

            if (settlement.GetProperty("statement").GetRawText() != Raw(printed, "number"))
            {
                return $"settlements: statement of that at {position} is {Raw(settlement, "statement")}, this is {Raw(printed, "number")}";
            }
        }

        return null;
    }

    private static string Settlement(JsonElement settlement) => string.Join(' ', OfSettlement.Select(name => name == "amount"
        ? settlement.GetProperty(name).GetDecimal().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : Raw(settlement, name)));

    private static string Raw(JsonElement json, string name) => json.GetProperty(name).GetRawText();
}
