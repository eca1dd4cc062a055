namespace HourExchange.Contracts.Interventions.V1;

/// <summary>What holds as the remark on a commitment in one academic year.</summary>
/// <param name="Year">Label of the year: 2014-2015.</param>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record CommitmentRemark(string Year, string Text);
