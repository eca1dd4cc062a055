using System.Diagnostics.CodeAnalysis;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>
/// What people state of an intervention. This is the one list of a line's fields: requests, lists, corrections, comparisons,
/// views, exports, the history and the table's columns take theirs from here (<see cref="LineFields"/>).
/// </summary>
public record LineContent
{
    /// <summary>The day on which it takes place; its year is the line's year.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whose staff gives the hours.</summary>
    public required string LendingInstitution { get; init; }

    /// <summary>Who receives them.</summary>
    public required string ReceivingInstitution { get; init; }

    /// <summary>Code under the lending institution; a code not yet known is created.</summary>
    public required string Contributor { get; init; }

    /// <summary>A domain of the terms.</summary>
    public required string Domain { get; init; }

    /// <summary>A nature of the terms.</summary>
    public required string Nature { get; init; }

    /// <summary>What it was about, for people; it never leaves this service. Empty where nobody said.</summary>
    [AllowNull]
    [FreeText]
    public string Title { get; init => field = WrittenText.Plain(value ?? ""); } = "";

    /// <summary>In units, above zero, with at most four decimals.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>A unit of the terms.</summary>
    public required string Unit { get; init; }

    /// <summary>in-concertation or direct; null where nobody said.</summary>
    public string? Sourcing { get; init; }

    /// <summary>Whether the contributor's employer was informed; null where nobody said.</summary>
    public bool? EmployerInformed { get; init; }

    /// <summary>exchanged, paid-otherwise or free; null where it is not said.</summary>
    public string? Regime { get; init; }

    /// <summary>In which programme of the receiver.</summary>
    [FreeText]
    public string? Programme { get; init; }

    /// <summary>The field of expertise asked for.</summary>
    [FreeText]
    public string? Expertise { get; init; }

    /// <summary>Where it took place, for people; it never leaves this service. 1 to 100 characters.</summary>
    [FreeText]
    public string? Place { get; init => field = value is null ? null : WrittenText.Plain(value); }

    /// <summary>Without what people wrote in their own words.</summary>
    public LineContent WithoutWords()
    {
        var silent = ToContent();
        foreach (var field in LineFields.All.Where(field => field.IsFreeText))
        {
            field.Set(silent, null);
        }

        return silent;
    }

    public bool IsBetween(string institution) => institution == LendingInstitution || institution == ReceivingInstitution;

    /// <summary>The content alone, without what a request or a view adds to it.</summary>
    public LineContent ToContent() => new(this);

    /// <summary>Whether two statements tell of the same intervention, whatever each says of it besides.</summary>
    public bool IsSameInterventionAs(LineContent other) =>
        InTheWordsOf(other) with { Regime = other.Regime } == other;

    /// <summary>What a list does not say, it does not say differently.</summary>
    /// <param name="unsaid">Fields for which the list has no column.</param>
    public LineContent CompletedFrom(LineContent known, params IEnumerable<LineField> unsaid)
    {
        var completed = this with
        {
            Regime = Regime ?? known.Regime,
            Programme = Programme ?? known.Programme,
            Expertise = Expertise ?? known.Expertise,
            Place = Place ?? known.Place,
        };
        foreach (var field in unsaid)
        {
            field.Set(completed, field.Of(known));
        }

        return completed;
    }

    /// <summary>The same intervention, with whatever the other says of it besides.</summary>
    public LineContent InTheWordsOf(LineContent other) => this with
    {
        Title = other.Title,
        Sourcing = other.Sourcing,
        EmployerInformed = other.EmployerInformed,
        Programme = other.Programme,
        Expertise = other.Expertise,
        Place = other.Place,
    };
}
