using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.States;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>What is done with a year of a book.</summary>
internal enum YearAct
{
    Draft,
    Withdraw,
    Sign,
    Refuse,
    Close,
    Countersign,
    Reopen,
}

/// <summary>
/// The whole life of a year, as a table: what is not in it is not possible, and no year moves but by it. docs/states.md is
/// printed from here (docs/domain.md, Year end).
/// </summary>
internal static class YearLife
{
    /// <summary>No person: what is posted, and what becomes of the year before, does it.</summary>
    public const string Ledger = "the ledger";

    public static StateTable<YearAct> Table { get; } = new(
        new(YearState.Open, YearAct.Draft, Roles.Finance, "once the year has ended and the closing rows of those before it are posted", YearState.Drafted),
        new(YearState.Drafted, YearAct.Draft, Roles.Finance, "anew: in place of the draft, which nobody has signed", YearState.Drafted),
        new(YearState.Drafted, YearAct.Withdraw, Ledger, "a posting falls into the year, or the year before is reopened", YearState.Open),
        new(YearState.Drafted, YearAct.Sign, Roles.Finance, "the content's hash, by a person who did not draft; from now on postings are late", YearState.Signed),
        new(YearState.Drafted, YearAct.Refuse, Roles.Finance, "with a reason: the draft is withdrawn", YearState.Open),
        new(YearState.Signed, YearAct.Sign, Roles.Finance, "one signature of each party, each by a person of its own", YearState.Signed),
        new(YearState.Signed, YearAct.Refuse, Roles.Finance, "with a reason: the signatures fall with the draft", YearState.Open),
        new(YearState.Signed, YearAct.Close, Roles.Finance, "once every party has signed: the rows are posted as signed", YearState.Closing),
        new(YearState.Closing, YearAct.Countersign, Roles.Finance, "the root of the year's postings, as the content was signed; closed with the last", YearState.Closing, YearState.Closed),
        new(YearState.Closed, YearAct.Reopen, Roles.Finance, "the latest closed year alone, by a proposal that every party consents to, before its settlement is paid or netted", YearState.Open));

    /// <returns>Why the act is not possible in this state, or null.</returns>
    public static Refusal? Check(string state, YearAct act) => Table.Allows(state, act) ? null : (act, state) switch
    {
        (YearAct.Draft, _) => Refusal.Conflict("year-signed", "The year's statement is signed already."),
        (YearAct.Reopen, _) => Refusal.Conflict("year-not-closed", "The year is not closed."),
        (_, YearState.Open) => Refusal.Conflict("no-statement", "The year has no statement yet: draft it first."),
        (YearAct.Close, YearState.Drafted) => Unsigned([]),
        (YearAct.Close, _) => Refusal.Conflict("year-closed", "The closing rows are posted already."),
        (YearAct.Refuse, _) => Refusal.Conflict("year-closed", "The closing rows are posted: a closed year is reopened by consent of all."),
        _ => Refusal.Conflict("year-closed", "The year is closed."),
    };

    /// <summary>What a signature is now: under the content, or under the root once the rows are posted.</summary>
    public static YearAct SigningAct(string state) => state == YearState.Closing ? YearAct.Countersign : YearAct.Sign;

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a year", """
        Printed from `YearLife`. A year of which nothing is known is open. What is not in the table is refused with 409
        `year-signed`, `no-statement`, `year-closed` or `year-not-closed`; closing before all have signed, with
        `statement-unsigned`. `acts` of a year names what the caller may do with it now.
        """);

    public static Refusal Unsigned(IReadOnlyList<string> parties) => Refusal.Conflict("statement-unsigned", "Not every party has signed the statement.") with
    {
        Extensions = new Dictionary<string, object?> { ["unsigned"] = parties },
    };
}
