namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>A payment that was recorded, and taken back by who had recorded it.</summary>
/// <param name="PaidOn">Day of payment that was recorded.</param>
/// <param name="Reference">Of the payment that was recorded.</param>
/// <param name="RecordedFor">Code of the institution that recorded it and took it back.</param>
/// <param name="Reason">Why.</param>
/// <param name="WithdrawnAt">UTC.</param>
public sealed record WithdrawnPaymentView(DateOnly PaidOn, string Reference, string RecordedFor, string Reason, DateTime WithdrawnAt);
