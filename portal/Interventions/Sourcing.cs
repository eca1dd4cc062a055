using HourExchange.Words;

namespace HourExchange.Portal.Interventions;

/// <summary>How somebody was asked for, as one question to people: in concertation, or directly with or without the employer's knowledge.</summary>
public static class Sourcing
{
    public const string InConcertation = "concertation", Informed = "directe-informee", NotInformed = "directe-non-informee";

    public static readonly string[] All = [InConcertation, Informed, NotInformed];

    public static (string? Sourcing, bool? EmployerInformed) Read(string? answer) => answer switch
    {
        InConcertation => ("in-concertation", null),
        Informed => ("direct", true),
        NotInformed => ("direct", false),
        _ => (null, null),
    };

    /// <summary>Null where nobody said.</summary>
    public static string? Answer(string? sourcing, bool? employerInformed) => (sourcing, employerInformed) switch
    {
        ("in-concertation", _) => InConcertation,
        ("direct", true) => Informed,
        ("direct", false) => NotInformed,
        _ => null,
    };

    /// <summary>On a record; what an answer leads to is said in the form alone.</summary>
    public static string Said(Wording words, string? sourcing, bool? employerInformed) =>
        Answer(sourcing, employerInformed) is { } answer ? words.Find($"Sourcing.{answer}.recorded") ?? words[$"Sourcing.{answer}"] : sourcing == "direct" ? words["Sourcing.direct"] : words["NotSaid"];
}
