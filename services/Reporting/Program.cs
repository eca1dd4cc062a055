using HourExchange.Reporting;

return await ReportingService.Host.Main(args);
