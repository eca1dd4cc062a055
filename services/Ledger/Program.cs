using HourExchange.Ledger;

return await LedgerService.Host.Main(args);
