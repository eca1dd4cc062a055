using System.Diagnostics.CodeAnalysis;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>A line as its parties see it.</summary>
public record InterventionView : LineContent
{
    public InterventionView()
    {
    }

    [SetsRequiredMembers]
    internal InterventionView(Line line, Actor actor, Agreement agreement)
        : base(line.IsBetween(actor.Institution) ? line.Content : line.Content.WithoutWords())
    {
        Id = line.Id;
        Agreement = line.Agreement;
        References = line.References;
        TaughtMinutes = line.TaughtMinutes;
        State = LineLife.Name(line.State);
        Revision = line.Revision;
        Version = line.Version;
        Keys = line.Keys;
        TermsVersion = line.TermsVersion;
        CreditedMinutes = line.CreditedMinutes;
        StandingMinutes = line.StandingMinutes;
        ExpectedCredit = ExpectedCredit.Of(line, agreement);
        PlannedDate = line.PlannedDate;
        PlannedMinutes = line.PlannedMinutes;
        PostingNumber = line.PostingNumber;
        PostingRefused = line.PostingRefused;
        Cancels = line.Cancels;
        DisputedBy = line.DisputedBy;
        ProposedMinutes = line.ProposedMinutes;
        Series = line.Series;
        CoTaught = line.CoTaught;
        KeysVoid = line.IsBetween(actor.Institution) ? line.KeysVoid : null;
        KeysFallen = line.KeysFallen;
        Acts = [.. line.ActsOf(actor).Select(LineLife.Name)];
    }

    /// <summary>By which it is read.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agreement under which it stands, for good.</summary>
    public required string Agreement { get; init; }

    /// <summary>
    /// Who the contributor is, in answers to reads, for registrars, approvers and management of the line's two institutions; else, and where
    /// nobody knows, null.
    /// </summary>
    public string? ContributorName { get; init; }

    /// <summary>How either institution calls it; empty where neither gave it a reference.</summary>
    public required IReadOnlyList<LineReference> References { get; init; }

    /// <summary>In minutes, 1 to 1440: of a shared line its own part.</summary>
    public required int TaughtMinutes { get; init; }

    /// <summary>A state of docs/states.md.</summary>
    [KnownValues(typeof(LineLife), nameof(LineLife.StateNames))]
    public required string State { get; init; }

    /// <summary>The delivered revision that keys are turned over.</summary>
    public required int Revision { get; init; }

    /// <summary>Counts what people change; the ETag. The ledger's answer is no change of theirs.</summary>
    public required int Version { get; init; }

    /// <summary>Keys turned over the revision.</summary>
    public required IReadOnlyList<LineKey> Keys { get; init; }

    /// <summary>Version of the terms by which it was credited; null until the second key turns.</summary>
    public required int? TermsVersion { get; init; }

    /// <summary>In minutes; 0 where the line is not exchanged; null until the second key turns.</summary>
    public required int? CreditedMinutes { get; init; }

    /// <summary>In minutes, as posted: they stand until both keys have turned over a correction or a cancellation; null where nothing stands.</summary>
    public required int? StandingMinutes { get; init; }

    /// <summary>What it would credit if the second key turned now; null once it is credited, or where nothing is to be confirmed.</summary>
    public required ExpectedCredit? ExpectedCredit { get; init; }

    /// <summary>The day for which it was requested and approved; null where it was registered as delivered.</summary>
    public required DateOnly? PlannedDate { get; init; }

    /// <summary>In minutes, as it was requested and approved; null where it was registered as delivered.</summary>
    public required int? PlannedMinutes { get; init; }

    /// <summary>Number of its posting in the book, once the ledger has answered.</summary>
    public required long? PostingNumber { get; init; }

    /// <summary>Code of the ledger's refusal, if it refused.</summary>
    public required string? PostingRefused { get; init; }

    /// <summary>Whether this revision asks to cancel what is posted.</summary>
    public required bool Cancels { get; init; }

    /// <summary>The institution that disputes it; null where none does.</summary>
    public required string? DisputedBy { get; init; }

    /// <summary>How long it lasted, as who disputes it says, 1 to 1440; a registrar takes it by a correction. Null where nobody says.</summary>
    public required int? ProposedMinutes { get; init; }

    /// <summary>Shared by lines that were entered at once for several dates.</summary>
    public required Guid? Series { get; init; }

    /// <summary>Shared by lines of those who teach one thing together.</summary>
    public required Guid? CoTaught { get; init; }

    /// <summary>Why the keys turned over the revision before no longer hold; null where none fell.</summary>
    public required string? KeysVoid { get; init; }

    /// <summary>Institutions whose key over the revision before no longer holds.</summary>
    public required IReadOnlyList<string> KeysFallen { get; init; }

    /// <summary>Acts of docs/states.md that the caller may do now.</summary>
    [KnownValues(typeof(LineLife), nameof(LineLife.ActNames))]
    public required IReadOnlyList<string> Acts { get; init; }
}
