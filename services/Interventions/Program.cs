using HourExchange.Interventions;

return await InterventionsService.Host.Main(args);
