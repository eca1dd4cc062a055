namespace HourExchange.Interventions.Agreements.Consenting;

/// <param name="Hash">Hash of the content consented to, as the agreement shows it.</param>
public sealed record ConsentRequest(string Hash);
