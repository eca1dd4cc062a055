namespace HourExchange.Interventions.Agreements.GivingNotice;

/// <summary>A notice given by registered letter.</summary>
/// <param name="GivenBy">The party that ends the agreement.</param>
/// <param name="ReceivedOn">The day on which the other side received it: from it the period counts.</param>
public sealed record NoticeRequest(string GivenBy, DateOnly ReceivedOn);
