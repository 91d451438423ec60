// The two secrets that cannot be replaced by an identity.

param location string
param name string

@secure()
param superserviceKey string

@secure()
param encryptionKey string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
}

resource superservice 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'superservice-key'
  properties: {
    value: superserviceKey
  }
}

resource encryption 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'encryption-key'
  properties: {
    value: encryptionKey
  }
}

output vault string = vault.name
output superserviceKeyUri string = superservice.properties.secretUri
output encryptionKeyUri string = encryption.properties.secretUri
