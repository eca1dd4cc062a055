namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>A part of the yearly report that people comment on (docs/domain.md, Reports). Its place is that in the list.</summary>
/// <param name="Code">Once in the list.</param>
/// <param name="Labels">Its heading by language (fr, de, en), 1 to 120 characters. Where there is none the code is shown.</param>
/// <param name="Domains">Whose figures stand beside the comment, each once; none for what is no matter of a domain. A domain may stand in several rubrics: figures are not added over rubrics.</param>
public sealed record Rubric(string Code, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Domains);
