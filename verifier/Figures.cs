using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>A year of a pair and domain in minutes, as the institution that comes first by code sees it.</summary>
internal sealed record Figures(
    string First, string Second, string Domain, long Opening = 0, long Given = 0, long Received = 0, long Late = 0, long Adjusted = 0, long Compensated = 0,
    long Settled = 0, long Carried = 0, long Balance = 0)
{
    public bool AddUp => Balance == Opening + Given - Received + Late + Adjusted + Compensated + Settled + Carried;

    public string Name => $"{First} {Second} {Domain}";

    public static Figures Read(JsonElement json)
    {
        long Minutes(string name) => json.GetProperty(name).GetInt64();
        return new Figures(
            json.GetProperty("first").GetString()!, json.GetProperty("second").GetString()!, json.GetProperty("domain").GetString()!, Minutes("opening"),
            Minutes("given"), Minutes("received"), Minutes("late"), Minutes("adjusted"), Minutes("compensated"), Minutes("settled"), Minutes("carried"),
            Minutes("balance"));
    }
}
