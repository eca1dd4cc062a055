using HourExchange.Client.Interventions;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.Interventions;

/// <summary>What is said of a line in its reader's language, the same on every page.</summary>
public sealed class LineText(Seen seen, Labels labels)
{
    public Labels Labels => labels;

    /// <summary>What it is, when, and by whom: <c>Cours du 19.05.2015, HG-025</c>.</summary>
    public string Name(InterventionView line) =>
        seen.Words.Format("Line.name", Nature(line.Agreement, line.Nature), seen.Spelling.Day(line.Date), line.Contributor);

    public string Nature(string agreement, string code) => Capital(labels.Nature(agreement, code));

    public string Domain(string agreement, string code) => labels.Domain(agreement, code);

    /// <summary><c>2 périodes</c>: units that many agreements have are known in every language, others stand as they are.</summary>
    public string Quantity(decimal quantity, string unit) => Units.Quantity(seen.Spelling, quantity, unit);

    public string Unit(string unit) => Units.Name(seen.Language, unit);

    public static string Person(string code, string? name) => name is null ? code : $"{code} · {name}";

    /// <summary>By which the reader's institution knows it; else as the other does.</summary>
    public string? Reference(InterventionView line) =>
        line.References.OrderBy(one => one.Institution == seen.Caller?.Institution ? 0 : 1).FirstOrDefault()?.Reference;

    public string State(string state) => seen.Words.Find($"State.{state}") ?? state;

    /// <summary>How a state looks: done or not, good or bad.</summary>
    public static string Look(string state) => state switch
    {
        "confirmed" => "done ok",
        "disputed" => "err",
        "cancelled" or "declined" => "off",
        "requested" => "warn",
        _ => "",
    };

    /// <summary>empty, turned, tacit, or voided where a change has made it fall.</summary>
    public static string KeyState(InterventionView line, string institution) =>
        line.Keys.FirstOrDefault(key => key.Institution == institution) is { } key ? key.Tacit ? "tacit" : "turned"
        : line.KeysFallen.Contains(institution) ? "voided" : "empty";

    /// <summary>Whether keys say anything of it: not before it took place.</summary>
    public static bool HasKeys(InterventionView line) => line.State is "delivered" or "confirmed" or "disputed";

    /// <summary>Nothing becomes of it any more.</summary>
    public static bool IsOver(InterventionView line) => line.State is "declined" or "cancelled";

    /// <summary>What was given; null of what is planned, declined or cancelled.</summary>
    public static int? Taught(InterventionView line) => line.State is "requested" or "approved" or "declined" or "cancelled" ? null : line.TaughtMinutes;

    /// <summary>What stands in the ledger: of a line that was corrected what it was posted with, until both have confirmed anew.</summary>
    public static int? Credited(InterventionView line) => line.CreditedMinutes ?? line.StandingMinutes;

    /// <summary>What would be credited now, or is.</summary>
    public static int? Minutes(InterventionView line) => line.CreditedMinutes ?? line.ExpectedCredit?.Minutes;

    /// <summary>Confirmed by both, and not posted yet.</summary>
    public static bool IsOnItsWay(InterventionView line) => line is { State: "confirmed", PostingNumber: null, PostingRefused: null } && !IsOnlyCounted(line);

    /// <summary>Where it is now and what it waits for, in few words.</summary>
    public string Where(InterventionView line) => line switch
    {
        { PostingNumber: { } number, State: "confirmed" } => seen.Words.Format("Line.posted", number),
        { PostingRefused: not null } => seen.Words["Line.refusedByLedger"],
        { State: "confirmed" } when IsOnlyCounted(line) => seen.Words["Line.notExchanged"],
        { State: "confirmed" } => seen.Words["Line.onItsWay"],
        { State: "requested" } => seen.Words.Format("Line.waitsFor", line.LendingInstitution),
        { State: "delivered" } => seen.Words.Format("Line.waitsFor", string.Join(", ", new[] { line.LendingInstitution, line.ReceivingInstitution }.Except(line.Keys.Select(key => key.Institution)))),
        _ => State(line.State),
    };

    /// <summary>What is paid otherwise or free, or of a nature that is not exchanged, never reaches the ledger.</summary>
    public static bool IsOnlyCounted(InterventionView line) => line.Regime is not (null or "exchanged") || line.ExpectedCredit?.Rule == "not-exchanged" || line.CreditedMinutes == 0;

    public static string Hours(int? minutes) => minutes is { } known ? Spelling.Hours(known) : "–";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
