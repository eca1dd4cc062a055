using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A line of a statement, as the posting keeps it.</summary>
/// <param name="Section">Part of the statement in which it stands.</param>
/// <param name="Number">Of the posting in its book.</param>
/// <param name="Kind">What the posting records.</param>
/// <param name="Line">Identifier of the intervention, of the proposal, or of the statement that it stems from.</param>
/// <param name="Revision">Posting revision of an intervention; position in its proposal or statement of any other.</param>
/// <param name="LineDate">Day of the intervention; the value date of any other.</param>
/// <param name="ValueDate">Day from which the minutes count.</param>
/// <param name="PostedAt">UTC.</param>
/// <param name="Given">Institution that is credited with the minutes.</param>
/// <param name="Received">Institution that is debited with them.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="LendingReference">What the lender calls it, or null.</param>
/// <param name="ReceivingReference">What the receiver calls it, or null.</param>
/// <param name="Contributor">Code of the person who gave; null where it is no intervention.</param>
/// <param name="Nature">What sort of hours; null where it is no intervention.</param>
/// <param name="Quantity">How many units were given; null where it is no intervention.</param>
/// <param name="Unit">What was counted; null where it is no intervention.</param>
/// <param name="TaughtMinutes">Before the coefficient; null where it is no intervention.</param>
/// <param name="Coefficient">By which they were multiplied; null where it is no intervention.</param>
/// <param name="TermsVersion">Layer of the agreement by which they were credited; null where it is no intervention.</param>
/// <param name="Minutes">Credited, above zero.</param>
/// <param name="Balance">Of the pair after this line, as the institution that comes first by code sees it; in printed order.</param>
/// <param name="Reverses">Number of the posting that this one takes back, or null.</param>
/// <param name="ReversedBy">Number of the posting that takes this one back, or null.</param>
/// <param name="ReversedIn">Label of the later year in which that posting stands, whose statement takes the line back; null where it is this one.</param>
/// <param name="EmployerUninformed">The line was asked for directly, and the employer was not informed.</param>
/// <param name="Keys">Who confirmed, consented or signed.</param>
/// <param name="Hash">Of the posting, in lower-case hexadecimal.</param>
public sealed record StatementLineView(
    [property: KnownValues(typeof(StatementSection), nameof(StatementSection.InOrder))] string Section, long Number,
    [property: KnownValues(typeof(Kinds), nameof(Kinds.All))] string Kind, Guid Line, int Revision, DateOnly LineDate, DateOnly ValueDate,
    DateTimeOffset PostedAt, string Given, string Received, string Domain, string? LendingReference, string? ReceivingReference, string? Contributor,
    string? Nature, [property: Format("decimal", "1.5")] string? Quantity, string? Unit, int? TaughtMinutes,
    [property: Format("rational", "3/2")] string? Coefficient, int? TermsVersion, int Minutes, [property: Minutes] long Balance, long? Reverses,
    long? ReversedBy, string? ReversedIn, bool EmployerUninformed, IReadOnlyList<KeyView> Keys, string Hash)
{
    /// <summary>Institution of the pair that comes first by code, where a sheet asks for it.</summary>
    internal string First { get; private init; } = "";

    /// <summary>The other.</summary>
    internal string Second { get; private init; } = "";

    /// <summary>Its kind, or that of the row that it takes back.</summary>
    internal string CountedAs { get; private init; } = "";

    /// <summary>By how many minutes the line changes <see cref="Balance"/>.</summary>
    internal long Moved { get; private init; }

    internal static StatementLineView Of(StatementLine line)
    {
        var (posted, entry) = (line.Posting, line.Posting.Entry);
        return new StatementLineView(
            line.Section, posted.Number, entry.Kind, entry.Line, entry.Revision, entry.LineDate, entry.ValueDate, posted.PostedAt, line.Given,
            line.Received, entry.Debit.Domain, entry.LendingReference, entry.ReceivingReference, entry.Contributor, entry.Nature, entry.Quantity,
            entry.Unit, entry.TaughtMinutes, entry.CoefficientNumerator is { } numerator ? $"{numerator}/{entry.CoefficientDenominator}" : null,
            entry.TermsVersion, entry.Minutes, line.Balance, entry.Reverses, line.ReversedBy, line.ReversedIn,
            entry is { Sourcing: "direct", EmployerInformed: false },
            [.. entry.Keys.Select(key => new KeyView(key.Institution, key.Subject, key.At, key.Tacit))], Convert.ToHexStringLower(posted.Hash))
        {
            First = line.First,
            Second = line.Second,
            CountedAs = line.CountedAs,
            Moved = line.Moved,
        };
    }
}

/// <summary>A party's confirmation, consent or signature.</summary>
/// <param name="Institution">Code of the party.</param>
/// <param name="Subject">Token subject of the person: a pseudonym.</param>
/// <param name="At">UTC.</param>
/// <param name="Tacit">Given by the agreement's silence rule.</param>
public sealed record KeyView(string Institution, string Subject, DateTimeOffset At, bool Tacit);
