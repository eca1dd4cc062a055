using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Ui.Sheets;

/// <summary>In which form a report is wanted. Without any of it, what Accept says; without that, JSON.</summary>
/// <param name="Format">json, html, xlsx or csv.</param>
/// <param name="Dialect">Of CSV: ch (semicolon, decimal comma, for spreadsheets) or rfc4180 (comma, decimal point, for programs).</param>
/// <param name="Table">Of CSV, which has one table alone: its code; else the first.</param>
public sealed record SheetAsked(
    [property: FromQuery(Name = "format")] string? Format, [property: FromQuery(Name = "dialect")] string? Dialect, [property: FromQuery(Name = "table")] string? Table);
