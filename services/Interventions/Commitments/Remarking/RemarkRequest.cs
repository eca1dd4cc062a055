namespace HourExchange.Interventions.Commitments.Remarking;

/// <param name="Year">Label of an academic year: 2014-2015.</param>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record RemarkRequest(string Year, string Text);
