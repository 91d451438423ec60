// Application Insights for traces, metrics and logs, and a workbook that shows them.

param location string
param name string

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    retentionInDays: 30
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'workbook')
  location: location
  kind: 'shared'
  properties: {
    displayName: 'Signal Hybrid'
    category: 'workbook'
    sourceId: insights.id
    version: 'Notebook/1.0'
    serializedData: replace(loadTextContent('../workbook.json'), '@@insights@@', insights.id)
  }
}

output connectionString string = insights.properties.ConnectionString
